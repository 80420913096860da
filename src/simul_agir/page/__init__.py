"""The what-if page: a local server, one engine behind one interface, and static files without a build step."""
