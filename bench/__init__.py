"""The same work on this server and on its peers, measured in one run and told as ratios."""
