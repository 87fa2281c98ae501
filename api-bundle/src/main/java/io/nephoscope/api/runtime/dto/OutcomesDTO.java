package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/**
 * Slots since start: how many polls were due, and what became of them, by {@link OutcomeKind}. What is due and
 * in none of the others runs now.
 */
public class OutcomesDTO extends DTO {

    public long due;
    public long polled;
    public long nothingToPoll;
    public long failed;
    public long abandoned;
    public long quarantined;
    public long busy;
    public long missed;
    public long cancelled;
    public long notOurs;
    public long storeFull;
}
