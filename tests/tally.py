# SPDX-License-Identifier: MIT
"""Statements that must hold, counted; each that does not is printed."""


class Tally:
    def __init__(self, name):
        self.name, self.asked, self.failed = name, 0, 0

    def expect(self, holds, what):
        self.asked += 1
        if not holds:
            self.failed += 1
            print("FAIL", what)

    def status(self):
        """Prints the sum; the exit status of the script."""
        print("%s: %d of %d hold" % (self.name, self.asked - self.failed, self.asked))
        return 1 if self.failed else 0
