"""The gazetteer: its file, its look-ups, and the places that users add."""
