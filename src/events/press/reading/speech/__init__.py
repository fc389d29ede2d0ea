"""What is quoted, and who says it."""
