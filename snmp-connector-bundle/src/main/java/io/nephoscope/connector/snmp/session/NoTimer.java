package io.nephoscope.connector.snmp.session;

import java.util.Date;
import java.util.TimerTask;
import org.snmp4j.util.CommonTimer;

/** What the library is given for its timer, of which it would have one thread per device: retries are the readings' own. */
final class NoTimer implements CommonTimer {

    @Override
    public void schedule(TimerTask task, long delay) {
        // See above.
    }

    @Override
    public void schedule(TimerTask task, Date firstTime, long period) {
        // See above.
    }

    @Override
    public void schedule(TimerTask task, long delay, long period) {
        // See above.
    }

    @Override
    public void cancel() {
        // Nothing runs.
    }
}
