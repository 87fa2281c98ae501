/** The AMQP publisher and its settings. */
@NullMarked
package io.nephoscope.publisher.amqp;

import org.jspecify.annotations.NullMarked;
