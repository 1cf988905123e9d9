//! How places lie in the compiled tables. `build/places.rs` writes it, [`super::Places`] reads it.

/// Ten-thousandths of a degree, eleven metres, in which points are kept.
pub const DEGREE: f64 = 10_000.0;

/// Instead of a state: the place lies in several, or in none.
pub const NO_COUNTRY: u8 = u8::MAX;

/// Instead of a region.
pub const NO_REGION: u16 = u16::MAX;

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A state or a territory with a code of its own.
    Country,
    /// A continent, a sea, an island, a landscape, a site.
    Area,
    /// A first-level region: a state of the United States, a province.
    Region,
    /// A second-level region: a county, a district.
    County,
    /// A city, a town, a village.
    City,
    /// A city that is the capital of its state.
    Capital,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Country,
        Self::Area,
        Self::Region,
        Self::County,
        Self::City,
        Self::Capital,
    ];

    /// The kind that a row keeps as this byte.
    fn of(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

/// By what name a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// Its own.
    Name,
    /// Another name or spelling.
    Other,
    /// An abbreviation, letter by letter: *U.S.*, *Ill.*
    Letters,
}

impl Via {
    const ALL: [Self; 3] = [Self::Name, Self::Other, Self::Letters];
}

/// One place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in `GeoNames`, or 0.
    pub id: u32,
    /// Ten-thousandths of a degree north.
    pub lat: i32,
    /// Ten-thousandths of a degree east.
    pub lon: i32,
    /// Where its name stands among the strings: its length in a byte, then its letters.
    pub name_at: u32,
    /// How many live there, or 0.
    pub population: u32,
    /// The row of its region.
    pub region: u16,
    /// The row of its state.
    pub country: u8,
    /// What it is.
    pub kind: Kind,
}

impl Row {
    /// Bytes a row.
    pub const SIZE: usize = 24;

    pub fn to_bytes(self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[0..4].copy_from_slice(&self.id.to_le_bytes());
        bytes[4..8].copy_from_slice(&self.lat.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.lon.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.name_at.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.population.to_le_bytes());
        bytes[20..22].copy_from_slice(&self.region.to_le_bytes());
        bytes[22] = self.country;
        bytes[23] = self.kind as u8;
        bytes
    }

    /// `None` where the bytes are not those of a row.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let long = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        Some(Self {
            id: long(0)?,
            lat: long(4)?.cast_signed(),
            lon: long(8)?.cast_signed(),
            name_at: long(12)?,
            population: long(16)?,
            region: u16::from_le_bytes([*bytes.get(20)?, *bytes.get(21)?]),
            country: *bytes.get(22)?,
            kind: Kind::of(*bytes.get(23)?)?,
        })
    }
}

/// One place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The place's row.
    pub row: u32,
    /// Which of its names it is.
    pub via: Via,
}

impl Posting {
    pub const SIZE: usize = 4;

    pub fn to_bytes(self) -> [u8; Self::SIZE] {
        (self.row << 2 | self.via as u32).to_le_bytes()
    }

    pub fn from_bytes(bytes: [u8; Self::SIZE]) -> Option<Self> {
        let packed = u32::from_le_bytes(bytes);
        Some(Self {
            row: packed >> 2,
            via: *Via::ALL.get((packed & 3) as usize)?,
        })
    }
}

/// Where a name's postings lie, as one number: the first of them, and how many.
pub fn pointer(first: u64, count: u64) -> u64 {
    first << 16 | count
}

/// The reverse of [`pointer`].
pub fn postings_at(pointer: u64) -> (usize, usize) {
    ((pointer >> 16) as usize, (pointer & 0xFFFF) as usize)
}

/// The key of a name that counts letter by letter. No folded name begins so.
pub fn letters_key(name: &str) -> String {
    format!("={name}")
}
