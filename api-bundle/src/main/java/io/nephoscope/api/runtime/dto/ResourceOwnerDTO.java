package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** Whose a resource is, as a member of one group, and why. */
public class ResourceOwnerDTO extends DTO {

    /** What it is shared out with. */
    public String group = "";

    public String resource = "";

    /** The hash slot that it lies in, from 0. */
    public int slot;

    /** By which agreement. */
    public long generation;

    /** Who polls what is due now; empty if nobody does. */
    public String owner = "";

    /** Whether that is this agent. */
    public boolean own;

    /** Who polls it after a hand-over that is planned; empty if none is. */
    public String next = "";

    /** What is due after this is polled by the next owner; 0 if none is planned. */
    public long nextAt;
}
