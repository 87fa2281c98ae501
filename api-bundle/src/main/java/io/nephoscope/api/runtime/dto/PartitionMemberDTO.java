package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** An agent that shares with others. */
public class PartitionMemberDTO extends DTO {

    public String id = "";

    /** How much it takes beside the others. */
    public int weight;

    /** How many hash slots are its, once all is handed over. */
    public int slots;

    /** What polling those costs, as measured: seconds of polling per second; -1 if nobody has measured it. */
    public double load = -1;

    /** Whether it is there; slots of one that is not are taken over. */
    public boolean present;

    /** Whether it hands over because it is about to stop. */
    public boolean leaving;

    /** A digest of what it is configured to poll, which should be the same of all; empty if it is not known. */
    public String polling = "";
}
