"""What is made from the glossary for other programs: a function each."""
