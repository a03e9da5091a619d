package io.trunkline.simulator.twilio.number;

import io.trunkline.simulator.stock.NumberType;

/** The kinds of numbers as Twilio names them; each is a resource of its own in its paths. */
enum TypeResource {
    LOCAL("Local", "local", "local"),
    TOLL_FREE("TollFree", "toll_free", "toll-free"),
    MOBILE("Mobile", "mobile", "mobile");

    /** As it stands in a path. */
    final String path;
    /** As a key of {@code subresource_uris}. */
    final String key;
    /** As the {@code type} of a bought number. */
    final String wire;

    TypeResource(String path, String key, String wire) {
        this.path = path;
        this.key = key;
        this.wire = wire;
    }

    static TypeResource of(NumberType type) {
        return valueOf(type.name());
    }

    NumberType type() {
        return NumberType.valueOf(name());
    }

    /** Null when there is no such resource here. */
    static NumberType typeOf(String path) {
        for (TypeResource resource : values()) {
            if (resource.path.equals(path)) {
                return resource.type();
            }
        }
        return null;
    }
}
