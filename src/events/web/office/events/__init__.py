"""Events: their facts, panels, running orders, ways in and states; venues."""
