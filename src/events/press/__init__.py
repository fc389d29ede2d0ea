"""The press room: releases, their parts and formats, and who reads them when.

Nothing is imported here: what reads a text is started in a process of its own, and is to start quickly.
"""
