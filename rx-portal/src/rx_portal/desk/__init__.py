"""The desk: staff screens that put several slices on one page. It decides nothing of its own."""
