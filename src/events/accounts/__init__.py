"""Organisers: their accounts and roles, how they sign in, drafts of their forms, and the log of what they did."""
