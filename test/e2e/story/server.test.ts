import { tellStory } from './tell.ts';

tellStory('server');
