package io.nephoscope.discovery;

import java.util.List;

/**
 * A domain's state in Nova's words. In the order of libvirt's numbers.
 *
 * @param vmState Nova's vm_state
 * @param status what users see
 */
record InstanceState(String vmState, String status) {

    private static final List<InstanceState> STATES = List.of(
            new InstanceState("pending", "building"),
            new InstanceState("running", "active"),
            new InstanceState("running", "active"),
            new InstanceState("paused", "paused"),
            new InstanceState("shutdown", "stopped"),
            new InstanceState("shutdown", "stopped"),
            new InstanceState("crashed", "error"),
            new InstanceState("suspended", "suspended"));

    /** @param state virDomainState; what a later libvirt may add counts as no state */
    static InstanceState of(long state) {
        return state >= 0 && state < STATES.size() ? STATES.get((int) state) : STATES.get(0);
    }
}
