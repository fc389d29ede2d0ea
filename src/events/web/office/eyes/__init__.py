"""Through others' eyes: what the public or an embargoed reader gets, now or at another moment.

The pages are made by the ordinary public handlers with another reader and another `now`; nothing is rendered twice.
"""
