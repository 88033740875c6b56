"""Evidence: releases and observations as they are kept, and what is known of them."""
