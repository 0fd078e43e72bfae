"""``python -m corroborate`` is the command line."""

from corroborate.cli.main import main

main()
