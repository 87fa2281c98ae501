package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** All that is polled at one interval. */
public class TaskDTO extends DTO {

    public long intervalSeconds;

    public List<String> sources = List.of();

    /** How many pairs of source and pollster it polls. */
    public int assignments;

    public long nextDueAt;

    public long lastStartedAt;

    public long lastDurationMillis;

    /** Whether a cycle runs now. */
    public boolean running;

    /** Cycles since start. */
    public long cycles;

    /** Cycles that took longer than the interval. */
    public long overruns;

    /** Pollsters whose last poll was abandoned and has not returned yet. */
    public List<String> hung = List.of();
}
