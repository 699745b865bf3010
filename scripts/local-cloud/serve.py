"""Starts MiniStack, with one mend of its HTTP/2.

The AWS SDK for JavaScript speaks HTTP/2 to Kinesis and announces with GOAWAY, while an answer is
still under way, that it will open no more streams on this connection. RFC 9113 lets the open ones
finish; h2 closes the connection at once (python-hyper/h2 #1181), so that large answers are always cut
off and small ones now and then (the client reports ERR_HTTP2_SESSION_ERROR). So GOAWAY is passed over
here: the client closes the connection itself when it has all its answers.
"""

from h2.connection import H2Connection
from ministack.app import main

H2Connection._receive_goaway_frame = lambda self, frame: ([], [])

main()
