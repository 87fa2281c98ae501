package io.nephoscope.core.schedule;

import java.time.Duration;
import java.util.Set;

/** What one cycle is to poll. */
public record CycleRequest(Duration interval, Set<Assignment> assignments) {}
