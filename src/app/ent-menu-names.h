/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From now on the items of every menu have an accessible name as soon as it is shown. Once, on the main thread. */
void ent_menu_names_init (void);
