package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.driver.DecoderContract;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.driver.Shapes;
import java.util.ArrayList;
import java.util.List;

class NativeDecoderTest extends DecoderContract {

    private final Shapes<Shape> shapes = new Shapes<>();

    @Override
    protected List<DomainStats> decode(List<Recorded> domains) {
        return domains.stream().map(this::decode).toList();
    }

    private DomainStats decode(Recorded domain) {
        NativeParameters parameters = new NativeParameters();
        List<String> texts = new ArrayList<>();
        for (Recorded.Parameter parameter : domain.parameters()) {
            String name = parameter.name();
            String value = parameter.value();
            switch (parameter.type()) {
                case "int" -> parameters.signed(name, Integer.parseInt(value));
                case "uint" -> parameters.unsigned(name, Integer.parseUnsignedInt(value));
                case "llong" -> parameters.signedLong(name, Long.parseLong(value));
                case "ullong" -> parameters.unsignedLong(name, Long.parseUnsignedLong(value));
                case "double" -> parameters.fraction(name, Double.parseDouble(value));
                case "boolean" -> parameters.flag(name, value.equals("1"));
                default -> {
                    parameters.text(name, texts.size());
                    texts.add(value);
                }
            }
        }
        byte[] bytes = parameters.bytes();
        return Shape.of(bytes, parameters.count(), shapes)
                .decode(domain.domain(), bytes, address -> texts.get((int) address));
    }
}
