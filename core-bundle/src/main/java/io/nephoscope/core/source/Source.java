package io.nephoscope.core.source;

import java.util.List;

/**
 * One source of polling.yaml: what to poll, of what, and how often.
 *
 * @param name unique in its file
 * @param resources the static resources, as written
 * @param discoveries what finds further resources
 * @param publishers who is to get the samples; empty for all that the agent's configuration names
 * @param coordinationGroup where several agents share the work, what its pollsters, and not what they find, are shared out
 *     in; empty for none
 */
public record Source(
        String name,
        Timing timing,
        MeterFilter meters,
        List<String> resources,
        List<DiscoveryUrl> discoveries,
        List<String> publishers,
        String coordinationGroup) {

    public Source {
        resources = List.copyOf(resources);
        discoveries = List.copyOf(discoveries);
        publishers = List.copyOf(publishers);
    }

    /** One whose pollsters are all agents'. */
    public Source(
            String name,
            Timing timing,
            MeterFilter meters,
            List<String> resources,
            List<DiscoveryUrl> discoveries,
            List<String> publishers) {
        this(name, timing, meters, resources, discoveries, publishers, "");
    }

    /** By its name alone, which only this source of a file has: the lists may be long. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether it says itself what to poll, so that the pollsters' own discoveries are left alone. */
    public boolean namesResources() {
        return !resources.isEmpty() || !discoveries.isEmpty();
    }
}
