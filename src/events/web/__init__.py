"""What the world sees over HTTP: one module for each audience, and what stands in front of them."""
