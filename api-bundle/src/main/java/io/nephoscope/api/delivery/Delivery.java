package io.nephoscope.api.delivery;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The fate of one batch that was handed to one publisher. Exactly one of the two methods ends it, from any
 * thread, before or after {@code publish} has returned; later calls are ignored. A delivery that never ends
 * stays in flight, counts against the bound of the publisher's queue, and is handed to the publisher's
 * successor when the publisher goes.
 */
@ProviderType
public interface Delivery {

    /** The other side has taken charge of all samples of the batch. */
    void confirmed();

    /**
     * The batch was not delivered.
     *
     * @param reason one sentence for the operator, without secrets
     * @param forEver whether trying again is of no use: the samples are counted as lost. Otherwise the agent
     *     keeps the batch and hands it out again later, with the same id
     */
    void refused(String reason, boolean forEver);
}
