package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** The whole agent. Lists are sorted by name. */
public class AgentDTO extends DTO {

    /** The agent's version. */
    public String version = "";

    /** When the agent started. */
    public long startedAt;

    /** The namespaces whose plugins it uses. */
    public List<String> namespaces = List.of();

    /** The polling definition in force. */
    public PollingFileDTO pollingFile = new PollingFileDTO();

    /** The sources of the polling definition in force. */
    public List<SourceDTO> sources = List.of();

    /** All pollsters known, also those that no source asks for. */
    public List<PollsterDTO> pollsters = List.of();

    /** All discoveries known. */
    public List<DiscoveryDTO> discoveries = List.of();

    /** The interval groups. */
    public List<TaskDTO> tasks = List.of();

    /** All resources that are blacklisted now. */
    public List<BlacklistDTO> blacklist = List.of();

    /** What became of all slots, also of those whose source or pollster is gone. */
    public OutcomesDTO slots = new OutcomesDTO();

    /** The same up to the confirmation of their samples, with what was due while no agent ran. */
    public SlotsDTO completeness = new SlotsDTO();

    /** The publishers that the configuration names, also those that are missing. */
    public List<PublisherDTO> publishers = List.of();

    /** What all parts say of themselves, the well ones too. */
    public List<HealthDTO> health = List.of();
}
