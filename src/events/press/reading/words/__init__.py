"""What words mean wherever they stand: names, days, hours, numbers, places, and the words for posts and houses."""
