# Entente: install what is missing, build, run, check. `make run` and `make check` need nothing but make on a fresh machine.
BUILD ?= build
FILE ?= data/maps/us-china-north-korea.entente
MESON = meson

# The one list of what Debian packages the project needs.
BUILD_PACKAGES = gcc meson ninja-build pkg-config gettext libglib2.0-dev libgtk-4-dev libadwaita-1-dev libjson-glib-dev \
	librsvg2-dev libharfbuzz-dev libxml2-dev libx11-dev libpoppler-glib-dev libuchardet-dev libmd4c-dev libgdk-pixbuf-2.0-dev libwebp-dev desktop-file-utils gtk-update-icon-cache
RUN_PACKAGES = fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji adwaita-icon-theme librsvg2-common shared-mime-info
CHECK_PACKAGES = python3 python3-gi gir1.2-atspi-2.0 python3-jsonschema xvfb openbox xdotool x11-utils x11-xserver-utils \
	imagemagick dbus dbus-x11 at-spi2-core xclip wmctrl xauth libxml2-utils librsvg2-bin appstream man-db groff-base git
FUZZ_PACKAGES = clang
# Some packages of nodejs bring npm along, and do not go together with the one that is only that.
PEER_PACKAGES = inkscape chromium graphviz libreoffice-draw-nogui libreoffice-writer-nogui pandoc gnome-text-editor poppler-utils qpdf \
	nodejs $(if $(shell command -v npm),,npm)

# Nobody is there to answer when a package asks about a changed file of settings: what stands is kept.
APT_KEEP = -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold

# Installs those of $(1) that are not installed yet; asks for root only then.
define need
	@missing=; \
	if command -v dpkg-query >/dev/null; then \
	  for p in $(1); do \
	    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q ' installed$$' || missing="$$missing $$p"; \
	  done; \
	fi; \
	if [ -n "$$missing" ]; then \
	  as=; [ `id -u` -eq 0 ] || as=sudo; \
	  echo "Installing:$$missing"; \
	  $$as apt-get update -qq && \
	  $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APT_KEEP) $$missing </dev/null >/dev/null || exit 1; \
	fi
endef

.PHONY: all build run check check-peers bench asan fuzz install uninstall pot clean packages packages-check
all: build

packages:
	$(call need,$(BUILD_PACKAGES) $(RUN_PACKAGES))

packages-check: packages
	$(call need,$(CHECK_PACKAGES))

$(BUILD)/build.ninja: | packages
	$(MESON) setup $(BUILD) $(MESON_FLAGS)

build: packages $(BUILD)/build.ninja
	ninja -C $(BUILD)

run: build
	$(BUILD)/src/app/entente $(FILE)

check: packages-check build
	tests/run-all $(BUILD)

# Programs too heavy for every run: other programs draw and save our exports.
check-peers: packages-check build
	$(call need,$(PEER_PACKAGES))
	tests/run-all $(BUILD) --suite peers

bench: packages-check build
	$(call need,gnome-text-editor graphviz)
	tests/run-all $(BUILD) --benchmark

asan: packages-check
	[ -f $(BUILD)-asan/build.ninja ] || $(MESON) setup $(BUILD)-asan -Db_sanitize=address,undefined -Db_lundef=false
	ninja -C $(BUILD)-asan
	tests/run-all $(BUILD)-asan

fuzz: packages
	$(call need,$(FUZZ_PACKAGES))
	[ -f $(BUILD)-fuzz/build.ninja ] || CC=clang $(MESON) setup $(BUILD)-fuzz --werror -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
	ninja -C $(BUILD)-fuzz
	tests/fuzz/run $(BUILD)-fuzz

install: build
	$(MESON) install -C $(BUILD) --no-rebuild

uninstall:
	ninja -C $(BUILD) uninstall

# The catalogue that translators start from.
pot: build
	ninja -C $(BUILD) entente-pot

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz
