"""Finding names of places in raw text, and what speaks against them."""
