"""Publications with their versions and files; series and topics."""
