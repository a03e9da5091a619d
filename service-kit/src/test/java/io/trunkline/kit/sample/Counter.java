package io.trunkline.kit.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An aggregate that tests change. */
@Entity
public class Counter {

    @Id
    public String id;
    public int value;
}
