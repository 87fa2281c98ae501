package io.nephoscope.api.runtime;

import org.osgi.annotation.versioning.ProviderType;

/** Hands over what this agent polls, before it is to stop, without a gap. Safe from any thread; returns at once. */
@ProviderType
public interface PartitionControl {

    /**
     * Has the other agents take over; this one goes on polling until {@link
     * io.nephoscope.api.runtime.dto.PartitionsDTO#handedOver}. Does nothing where nothing is shared out.
     */
    void leave();

    /** Takes part again. */
    void comeBack();
}
