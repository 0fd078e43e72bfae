"""Which of its namesakes a name means, weighed with the whole report."""
