package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** How several agents share out what they poll, as this agent knows it. */
public class PartitionsDTO extends DTO {

    /** How it is shared out, such as {@code slots}; {@code off} where this agent polls all it finds. */
    public String mode = "off";

    /** Through what agents agree; without a password. */
    public String backend = "";

    /** Whether it can be reached. */
    public boolean connected;

    /** Since when it can be reached, or cannot. */
    public long connectedSince;

    /** What keeps this agent from following what is agreed; empty if nothing does. */
    public String problem = "";

    /** Which agents share with each other. */
    public String group = "";

    /** The id of this agent. */
    public String member = "";

    /** The number of the agreement; 0 if there is none, and this agent polls nothing of what is shared out. */
    public long generation;

    /** Since when this agent knows of it. */
    public long agreedSince;

    /** Whether it is only remembered from before the start, because the backend could not be reached since. */
    public boolean remembered;

    /** How many hash slots there are, and how many of them are this agent's once all is handed over. */
    public int slots;

    public int ownSlots;

    /** Whether this agent has its slots handed over, and whether all of them are. */
    public boolean leaving;

    public boolean handedOver;

    /** Of how many series this agent has polled something that is not agreed to be its own yet. */
    public int unwritten;

    /** Whether one agent makes the lists of discoveries for all. */
    public boolean listsOnce;

    /** How many lists this agent has made for all, taken from others, and made for itself alone. */
    public long listsMade;

    public long listsTaken;

    public long listsAlone;

    /** The agents that are there, or own something; sorted by id. */
    public List<PartitionMemberDTO> members = List.of();

    /** What is to be handed over at a time to come. */
    public List<SlotHandoverDTO> pending = List.of();

    /** The last agreements that this agent has seen, the newest first; a bounded number. */
    public List<PartitionMoveDTO> moves = List.of();
}
