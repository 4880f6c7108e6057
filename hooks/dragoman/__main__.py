"""`python -m dragoman`: the command line with nothing installed."""

from dragoman.cli import main

main()
