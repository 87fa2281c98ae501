package io.nephoscope.shell.socket;

import java.time.Duration;

/**
 * How long a client may keep a connection without making use of it. One that is let go connects anew with its next
 * command, unnoticed by who types.
 *
 * @param silence until it has greeted; also how long one that is refused may stay to read why
 * @param idle from one command to the next
 * @param untaken for which it does not read what is written to it
 */
record ConnectionLimits(Duration silence, Duration idle, Duration untaken) {

    static final ConnectionLimits DEFAULT =
            new ConnectionLimits(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofSeconds(30));
}
