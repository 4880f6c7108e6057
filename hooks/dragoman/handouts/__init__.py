"""Printed sheets: values -> data -> Typst -> PDF."""
