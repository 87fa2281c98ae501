package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.snmp.SnmpValue;
import io.nephoscope.testkit.PollsterContract;
import java.util.Collection;
import java.util.List;

class HardwarePollsterContractTest extends PollsterContract {

    @Override
    protected Pollster pollster() {
        FakeDevices devices = new FakeDevices()
                .value("1.3.6.1.4.1.2021.4.5.0", SnmpValue.number(9L))
                .row("1.3.6.1.2.1.2.2.1.10", "1", SnmpValue.number(5L))
                .row("1.3.6.1.2.1.2.2.1.2", "1", FakeDevices.text("eth0"));
        HardwareMetrics metrics = new HardwareMetrics(devices, "etc/snmp.yaml");
        metrics.define(List.of(Shipped.metric(name())));
        return metrics.pollsters().iterator().next();
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(Resource.of("snmp://public@192.0.2.1"), Resource.of("snmp://192.0.2.2"));
    }

    @Override
    protected String name() {
        return "hardware.network.incoming.bytes";
    }
}
