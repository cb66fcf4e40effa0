"""`python -m clinic`: the operator's command."""

from clinic.cli import main

main()
