"""Reports that people build over our DocTypes: who sees them, whom they are mailed to, what is made of them."""
