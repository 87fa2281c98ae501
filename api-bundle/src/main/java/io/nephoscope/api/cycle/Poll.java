package io.nephoscope.api.cycle;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One call of one pollster. Each resource has one of three outcomes: samples were emitted (possibly
 * none), it failed, or it is blacklisted. Safe to use from several threads until the call returns.
 */
@ProviderType
public interface Poll {

    /**
     * Hands over a sample. It is kept whatever happens later in this poll. A sample without a meter, a subject
     * or a volume, or with a volume that is no finite number, is refused: the others are kept, and the operator
     * is told how many were refused of this pollster and why. So are samples beyond the bound of one poll.
     */
    void emit(Sample sample);

    /**
     * Says that a resource could not be read this time. Counted, shown to the operator, and logged
     * when it is new.
     *
     * @param reason one sentence for the operator, without secrets
     */
    void failed(Resource resource, String reason);

    /**
     * Says that there is no use in trying a resource again soon. This pollster is not given the
     * resource again by this source until a delay has passed (which grows from time to time), an
     * operator lifts it, or the plugin is updated.
     *
     * @param reason one sentence for the operator, without secrets
     */
    void blacklist(Resource resource, String reason);

    /** The cycle that this poll is a part of. */
    Cycle cycle();

    /**
     * The time that is left until this poll's deadline, at which it is interrupted and abandoned; never
     * negative. What a timeout of one's own should stay below.
     */
    Duration remaining();
}
