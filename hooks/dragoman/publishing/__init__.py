"""Publishing: a site is built aside, checked, and only then shown to readers, all of it at once."""
