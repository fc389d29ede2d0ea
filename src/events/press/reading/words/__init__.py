"""What words mean wherever they stand: names, days, hours, numbers, places and venues, what stands in marks, and the
words for posts and houses.
"""
