/** What is never broken: targets whose values are known, the consumer of the queue, and the ledger of both. */
@NullMarked
package io.nephoscope.faults.oracle;

import org.jspecify.annotations.NullMarked;
