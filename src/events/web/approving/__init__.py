"""Pages for people without an account who sign off what is to be published."""
