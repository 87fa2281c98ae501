package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** One agreement, beside the one before it. */
public class PartitionMoveDTO extends DTO {

    public long generation;

    /** When this agent learned of it. */
    public long at;

    /** How many hash slots have another owner. */
    public int moves;

    /** Agents that came to own something, and those that own nothing any more. */
    public List<String> joined = List.of();

    public List<String> left = List.of();
}
