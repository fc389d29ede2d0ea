"""What the world sees over HTTP: one folder for each audience, and what stands in front of them."""
