"""Publishing: pages and reports made of blocks, and what renders them."""
