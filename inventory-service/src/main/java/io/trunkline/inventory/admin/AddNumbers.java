package io.trunkline.inventory.admin;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** Numbers that the carrier account has already, in E.164 form. */
record AddNumbers(@NotEmpty @Size(max = 1000) List<String> numbers) {
}
