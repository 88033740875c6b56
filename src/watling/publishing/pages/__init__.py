"""The site's pages, one file each: every one turns the view into blocks."""
