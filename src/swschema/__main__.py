"""`python -m swschema`."""

from swschema.cli import main

main()
